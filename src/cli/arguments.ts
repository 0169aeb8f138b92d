import { parseArgs } from "node:util";
import { AssayError, configFields, didYouMean, type Field, unknownFlag } from "../config/index.ts";
import { commonFlags, type Flag } from "./flags.ts";

/** What parsing must know of the commands. */
export type FlagsByCommand = Readonly<
  Record<string, { flags: Record<string, Flag>; settings: readonly string[] | "all" }>
>;

export interface Arguments {
  /** First word that is no flag; empty when there is none. */
  command: string;
  /** The words after it. */
  words: string[];
  /** Text of the settings' flags, as loadConfig takes them. */
  settings: Record<string, string>;
  /** Values of the other flags; `"true"` for a switch. */
  flags: Record<string, string>;
}

interface Known {
  kind: "text" | "switch";
  field?: Field;
  short?: string | undefined;
  several?: boolean | undefined;
}

function knownFlags(commands: FlagsByCommand): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const field of configFields()) {
    if (field.flag) known.set(field.flag, { kind: field.schema.type === "boolean" ? "switch" : "text", field });
  }
  for (const { flags } of [{ flags: commonFlags as Record<string, Flag> }, ...Object.values(commands)]) {
    for (const [name, { kind, short, several }] of Object.entries(flags)) {
      if (!known.has(`--${name}`)) known.set(`--${name}`, { kind, short, several });
    }
  }
  return known;
}

/** Reads the command line. Throws AssayError `config/…` for a flag that does not exist or lacks its value. */
export function parseArguments(args: readonly string[], commands: FlagsByCommand): Arguments {
  const known = knownFlags(commands);
  const options = Object.fromEntries(
    [...known].map(([flag, { kind, short }]) => [
      flag.slice(2),
      { type: kind === "text" ? ("string" as const) : ("boolean" as const), ...(short ? { short } : {}) },
    ]),
  );
  const { tokens } = parseArgs({
    // A request may begin with a negative number, whose error is the count's; behind a space it is no flag.
    args: args.map((arg, at) => (/^-\d/.test(arg) && !args[at - 1]?.startsWith("-") ? ` ${arg}` : arg)),
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
    allowNegative: true,
  });
  const words: string[] = [];
  const settings: Record<string, string> = {};
  const flags: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value.replace(/^ (?=-\d)/, ""));
    if (token.kind !== "option") continue;
    const flag = `--${token.name}`;
    const entry = known.get(flag);
    if (!entry) throw unknownFlag(token.rawName, configFields(), otherFlags(known), helpFor(tokens, commands));
    const negative = token.rawName !== flag && token.rawName.startsWith("--no-");
    if (negative && (entry.field?.schema.type !== "boolean" || token.value !== undefined)) {
      throw new AssayError("config/bad-flag", `${token.rawName} cannot be written so.`, {
        hint: entry.field?.schema.type === "boolean" ? `Write ${token.rawName} alone.` : `Leave ${flag} out instead.`,
      });
    }
    const value = entry.kind === "text" ? valueFor(token.rawName, token) : (token.value ?? String(!negative));
    const before = flags[token.name];
    if (entry.several && before !== undefined) flags[token.name] = `${before},${value}`;
    else if (!entry.field) flags[token.name] = switchValue(token.rawName, entry, value);
    else if (entry.field.schema.type === "array" && settings[flag]) settings[flag] += `,${value}`;
    else settings[flag] = value;
  }
  return { command: words[0] ?? "", words: words.slice(1), settings, flags };
}

/** Where the flags of the command are told, which may stand after a wrong one. */
function helpFor(tokens: readonly { kind: string; value?: string | undefined }[], commands: FlagsByCommand): string {
  const command = tokens.find(({ kind }) => kind === "positional")?.value;
  return command !== undefined && Object.hasOwn(commands, command) ? `assay help ${command}` : "assay help";
}

const otherFlags = (known: Map<string, Known>): string[] => [...known.keys()].filter((flag) => !known.get(flag)?.field);

function switchValue(raw: string, entry: Known, value: string): string {
  if (entry.kind === "text" || value === "true") return value;
  throw new AssayError("config/bad-flag", `${raw} takes no value; "${value}" came.`, { hint: `Write ${raw} alone.` });
}

function valueFor(raw: string, token: { value?: string | undefined; inlineValue?: boolean | undefined }): string {
  const { value, inlineValue } = token;
  const flagLike = value !== undefined && !inlineValue && /^-(?!\.?\d|$)/.test(value);
  if (value !== undefined && !flagLike) return value;
  throw new AssayError("config/missing-value", `${raw} expects a value; ${flagLike ? value : "nothing"} came.`, {
    hint: flagLike ? `Write ${raw}=${value} if that is the value.` : `Write ${raw} VALUE.`,
  });
}

/** Refuses flags that the command does not take, so that none is silently without effect. */
export function refuseForeignFlags(given: Arguments, commands: FlagsByCommand): void {
  const command = commands[given.command]!;
  const own = new Set([...Object.keys(commonFlags), ...Object.keys(command.flags)]);
  const keyOf = new Map(configFields().map((field) => [field.flag, field.key]));
  const takes = (name: string, flag: string): boolean => {
    const { flags, settings } = commands[name]!;
    const key = keyOf.get(flag);
    return key === undefined ? flag.slice(2) in flags : settings === "all" || settings.includes(key);
  };
  const given_ = [
    ...Object.keys(given.flags)
      .filter((name) => !own.has(name))
      .map((name) => `--${name}`),
  ];
  const foreign = [...given_, ...Object.keys(given.settings).filter((flag) => !takes(given.command, flag))][0];
  if (foreign === undefined) return;
  const others = Object.keys(commands).filter((name) => takes(name, foreign));
  throw new AssayError("config/foreign-flag", `${foreign} has no effect on assay ${given.command}.`, {
    hint: `It belongs to assay ${others.join(", ")}.`,
  });
}

/** The error for a command nobody knows. */
export function unknownCommand(word: string, commands: readonly string[]): AssayError {
  const request = /\s/.test(word)
    ? `For a request, write: assay generate "${word.slice(0, 40)}${word.length > 40 ? "…" : ""}"`
    : undefined;
  return new AssayError("config/unknown-command", `There is no command "${word.slice(0, 60)}".`, {
    hint: request ?? didYouMean(word, commands) ?? `"assay help" shows the commands.`,
  });
}

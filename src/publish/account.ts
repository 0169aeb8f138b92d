import { AssayError } from "../../schema/error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface Account {
  /** Base address of the Hub, without a slash at its end. */
  endpoint: string;
  /** Null when none is set. Never printed. */
  token: string | null;
}

const tokenNames = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"] as const;

/**
 * Where to publish and as whom: HF_ENDPOINT, and HF_TOKEN or HUGGING_FACE_HUB_TOKEN. Throws `config/…` for an address
 * that is none, for one to which the token would travel in the clear, and for a token that cannot be one.
 */
export function readAccount(environment: Environment): Account {
  const endpoint = (environment.HF_ENDPOINT || "https://huggingface.co").replace(/\/+$/, "");
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw new AssayError("config/endpoint", "HF_ENDPOINT is not an http(s) address.", {
      hint: "For instance https://huggingface.co, which is the default.",
    });
  }
  if (url.username !== "" || url.password !== "") {
    throw new AssayError("config/endpoint", "HF_ENDPOINT holds a user name or password.", {
      hint: "Put the token into HF_TOKEN.",
    });
  }
  const name = tokenNames.find((candidate) => (environment[candidate] ?? "").trim() !== "");
  const token = name === undefined ? null : environment[name]!.trim();
  if (token !== null && !/^hf_[\w-]+$/.test(token)) {
    throw new AssayError("config/token", `${name} is not a Hugging Face token: one begins with hf_.`, {
      hint: "Make one that may write at https://huggingface.co/settings/tokens.",
    });
  }
  if (token !== null && url.protocol === "http:" && !["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) {
    throw new AssayError("config/endpoint", "HF_ENDPOINT is an http address, over which the token could be read.", {
      hint: "Use https; http is accepted for this machine only.",
    });
  }
  return { endpoint, token };
}

/** The token, or the error that says how to set one. */
export function requireToken({ token }: Account): string {
  if (token !== null) return token;
  throw new AssayError("config/token", "Publishing needs a Hugging Face token; none is set.", {
    hint: "Set HF_TOKEN to one that may write, or look first with --dry-run.",
  });
}

/** Reads `owner/name` as the Hub allows it. */
export function readRepository(text: string): string {
  const part = /^(?!.*(?:--|\.\.))[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9_])?$/;
  const [owner, name, ...more] = text.split("/");
  const fits = more.length === 0 && part.test(owner ?? "") && part.test(name ?? "") && !name!.endsWith(".git");
  if (fits) return text;
  throw new AssayError(
    "config/repository",
    `A repository is owner/name, of letters, digits, "-", "_" and "."; got "${text}".`,
    {
      hint: "For instance assay push my-team/chemistry-grpo.",
    },
  );
}

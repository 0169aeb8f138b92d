const marker = Symbol.for("assay.error");

/** The border at which something went wrong. The part after the slash is free, lower case, dashed. */
export type ErrorCode =
  `${"config" | "model" | "source" | "tool" | "sandbox" | "store" | "export" | "import" | "run" | "agent"}/${string}`;

export interface ErrorDetails {
  /** What to do about it, one sentence. */
  hint?: string;
  /** True when the same call may succeed later without any change. */
  retryable?: boolean;
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number;
  cause?: unknown;
}

/**
 * The one error class. Thrown for what the user can mend (the CLI prints one line and exits with 2) and for what a
 * border refused. A bad sample is never an error: it is a Check or a Review. Messages never carry secrets.
 */
export class AssayError extends Error {
  readonly [marker] = true;
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AssayError";
    this.code = code;
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
    this.retryAfterMs = details.retryAfterMs;
  }

  /** The one line a user reads: code, what was expected and what came, what to do. */
  get line(): string {
    return `${this.code}: ${this.message}${this.hint ? ` ${this.hint}` : ""}`;
  }
}

/** Recognises an AssayError made by any copy of this package. */
export function isAssayError(error: unknown): error is AssayError {
  return typeof error === "object" && error !== null && marker in error;
}

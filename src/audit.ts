import type { AuditReport } from "./api.ts";
import { auditFolder } from "./audit/folder.ts";
import { auditRun } from "./audit/run.ts";
import { isPlace } from "./dataset/index.ts";
import type { Session } from "./session.ts";

/** Checks a run again, or a dataset folder: a word that names something on the disk is a folder. */
export function audit(session: Session, word: string | undefined, signal: AbortSignal): Promise<AuditReport> {
  return isPlace(word) ? auditFolder(session, word, signal) : auditRun(session, word, signal);
}

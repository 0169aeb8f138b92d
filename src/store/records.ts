import { and, asc, eq, sql } from "drizzle-orm";
import { AssayError } from "../../schema/error.ts";
import { Evidence } from "../../schema/evidence.ts";
import { Receipt } from "../../schema/execution.ts";
import { Question } from "../../schema/question.ts";
import { Review } from "../../schema/review.ts";
import type { StageWrites, Store } from "../../schema/store.ts";
import { writeTexts } from "./archive.ts";
import type { Driver } from "./driver.ts";
import { checkIn, checkOut } from "./shape.ts";
import type { NewRow, Operation } from "./statement.ts";
import { command, inserter, placeholders, placeholdersOf, query, run } from "./statement.ts";

const insertQuestion = inserter("questions");
const insertReceipt = inserter("receipts");
const insertReview = inserter("reviews");

const insertEvidence = command((database, tables) =>
  database.insert(tables.evidence).values(placeholders(tables, "evidence")).onConflictDoNothing(),
);

const selectQuestion = query((database, { questions }) =>
  database
    .select()
    .from(questions)
    .where(and(eq(questions.runId, sql.placeholder("run")), eq(questions.id, sql.placeholder("id")))),
);

const selectEvidence = query((database, { evidence }) =>
  database
    .select()
    .from(evidence)
    .where(eq(evidence.id, sql.placeholder("id"))),
);

const selectEvidenceOf = query((database, { evidence }) =>
  database
    .select()
    .from(evidence)
    .where(eq(evidence.sha256, sql.placeholder("sha256")))
    .orderBy(asc(evidence.id)),
);

const selectReceipts = query((database, { receipts }) =>
  database
    .select()
    .from(receipts)
    .where(and(eq(receipts.runId, sql.placeholder("run")), eq(receipts.item, sql.placeholder("item"))))
    .orderBy(asc(receipts.sequence)),
);

const selectReviews = query((database, { reviews }) =>
  database
    .select()
    .from(reviews)
    .where(and(eq(reviews.runId, sql.placeholder("run")), eq(reviews.item, sql.placeholder("item"))))
    .orderBy(asc(reviews.sequence)),
);

const PartialQuestion = Question.partial();

function questionUpdate(keys: readonly (keyof NewRow<"questions">)[]) {
  return query((database, { questions }) =>
    database
      .update(questions)
      .set(placeholdersOf<NewRow<"questions">>(keys))
      .where(and(eq(questions.runId, sql.placeholder("ofRun")), eq(questions.id, sql.placeholder("ofId"))))
      .returning({ id: questions.id }),
  );
}

/** Prepared once for each set of columns that the engine updates together; Question's keys bound their number. */
const questionUpdates = new Map<string, ReturnType<typeof questionUpdate>>();

function* updateQuestion(update: NonNullable<StageWrites["questionUpdates"]>[number]): Operation<void> {
  const { id: _id, runId: _run, index, ...rest } = checkIn(PartialQuestion, update.set, `question ${update.id}`);
  const set = { ...rest, itemIndex: index };
  const values = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
  const keys = Object.keys(values).sort() as (keyof NewRow<"questions">)[];
  if (keys.length === 0) return;
  const name = keys.join();
  const statement = questionUpdates.get(name) ?? questionUpdate(keys);
  questionUpdates.set(name, statement);
  const found = yield* run(statement, { ...values, ofRun: update.runId, ofId: update.id });
  if (found.length === 0) throw new AssayError("store/missing", `there is no question ${update.id}.`);
}

/** Everything a stage leaves behind but its result and its samples. Shapes are checked here. */
export function* writeRecords(writes: StageWrites): Operation<void> {
  for (const question of writes.questions ?? []) {
    const { index, ...rest } = checkIn(Question, question, `question ${question.id}`);
    yield* insertQuestion({ ...rest, itemIndex: index });
  }
  for (const update of writes.questionUpdates ?? []) yield* updateQuestion(update);
  // In one order everywhere, so that two processes with the same evidence do not wait for each other in a circle.
  const evidence = [...(writes.evidence ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  yield* writeTexts(writes.texts ?? []);
  for (const one of evidence) yield* run(insertEvidence, checkIn(Evidence, one, `evidence ${one.id}`));
  for (const { place, receipt } of writes.receipts ?? []) {
    const { run: runId, item, stage, attempt } = place;
    yield* insertReceipt({ runId, item, stage, attempt, ...checkIn(Receipt, receipt, `receipt ${receipt.id}`) });
  }
  for (const { place, questionId, review } of writes.reviews ?? []) {
    const checked = checkIn(Review, review, `review of ${questionId}`);
    const judgement = checked.judgement ?? null;
    yield* insertReview({ runId: place.run, item: place.item, questionId, ...checked, judgement });
  }
}

/** Reads of what writeRecords has written. */
export function recordsOf(driver: Driver): Pick<Store, "questions" | "evidence" | "receipts" | "reviews"> {
  return {
    questions: {
      async get(id, question) {
        const [row] = await driver.read(() => run(selectQuestion, { run: id, id: question }));
        return row && checkOut(Question, { ...row, index: row.itemIndex }, `question ${question}`);
      },
    },
    evidence: {
      get: (ids) =>
        driver.read(function* () {
          const found: Evidence[] = [];
          for (const id of ids) {
            for (const row of yield* run(selectEvidence, { id })) {
              found.push(checkOut(Evidence, row, `evidence ${id}`));
            }
          }
          return found;
        }),
      async find(sha256) {
        const rows = await driver.read(() => run(selectEvidenceOf, { sha256 }));
        return rows.map((row) => checkOut(Evidence, row, `evidence ${row.id}`));
      },
    },
    receipts: {
      async list({ run: id, item }) {
        const rows = await driver.read(() => run(selectReceipts, { run: id, item }));
        return rows.map((row) => ({
          ...checkOut(Receipt, row, `receipt ${row.id}`),
          stage: row.stage,
          attempt: row.attempt,
        }));
      },
    },
    reviews: {
      async list({ run: id, item }) {
        const rows = await driver.read(() => run(selectReviews, { run: id, item }));
        return rows.map(({ judgement, ...row }) =>
          checkOut(Review, judgement === null ? row : { ...row, judgement }, `review of ${row.questionId}`),
        );
      },
    },
  };
}

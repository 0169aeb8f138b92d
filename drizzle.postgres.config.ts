import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./schema/db/kit/postgres.cjs",
  out: "./schema/db/migrations/postgres",
});

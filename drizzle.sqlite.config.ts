import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "sqlite",
  schema: "./schema/db/kit/sqlite.cjs",
  out: "./schema/db/migrations/sqlite",
});

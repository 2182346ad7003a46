// Writes src/schema.ts, the types of contract/openapi.json. With --check it writes nothing, and fails
// where the file is not what it would write.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const description = new URL("../../../openapi.json", import.meta.url);
const schema = new URL("../src/schema.ts", import.meta.url);
const head = "// Made from contract/openapi.json by `npm run generate`; not to be changed by hand.\n\n";

const types = await openapiTS(JSON.parse(await readFile(description, "utf8")), {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  emptyObjectsUnknown: true,
  // Bytes are a Blob in a form, not the text that JSON would have.
  transform: ({ format }) =>
    format === "binary" ? ts.factory.createTypeReferenceNode("Blob") : undefined,
});
const made = head + astToString(types);

if (process.argv.includes("--check")) {
  const kept = await readFile(schema, "utf8").catch(() => "");
  if (kept !== made) {
    console.error(
      "contract/clients/typescript/src/schema.ts is not what contract/openapi.json says: run `just client-typescript-generate` and commit what it writes.",
    );
    process.exit(1);
  }
} else {
  await writeFile(schema, made);
}

// Reads an AsyncAPI document with the AsyncAPI project's own parser and prints what it finds, one JSON object a line. The exit
// code is 1 when there is an error or a warning. Examples are checked here: the parser leaves those of 3.0 documents alone.
//
//   node validate-asyncapi.mjs ../../schemas/asyncapi.yaml

import parser from "@asyncapi/parser";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const SEVERITIES = ["error", "warning", "information", "hint"];
let harm = false;

function tell(severity, code, message, path = "") {
  harm = harm || severity === "error" || severity === "warning";
  console.log(JSON.stringify({ severity, code, message, path }));
}

function checkExamples(message) {
  for (const [part, schema] of [["headers", message.headers()], ["payload", message.payload()]]) {
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    const check = ajv.compile(schema.json());
    for (const example of message.examples().all()) {
      const value = part === "headers" ? example.headers() : example.payload();
      if (!check(value)) tell("error", "example", ajv.errorsText(check.errors), `components.messages.${message.id()}.${part}`);
    }
  }
}

const { document, diagnostics } = await parser.fromFile(new parser.Parser(), process.argv[2]).parse();
for (const { severity, code, message, path } of diagnostics) tell(SEVERITIES[severity], String(code), message, path.join("."));
if (document) {
  const messages = document.allMessages().all();
  messages.forEach(checkExamples);
  const examples = messages.flatMap((message) => message.examples().all()).length;
  tell("information", "read", JSON.stringify({
    channels: document.channels().length, operations: document.operations().length, messages: messages.length, examples,
  }));
}
process.exitCode = harm || !document ? 1 : 0;

// npm run generate: docs/api/openapi.json, docs/api/errors.md and sdk/schema.gen.ts from the routes and the list of codes, docs/operate/limits.md
// from the named bounds; no store is opened.
// With --check nothing is written: the run fails when a file is not what it would be.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'
import type { OpenAPI3 } from 'openapi-typescript'
import { rejections } from '../src/contract/rejections.ts'
import { openApiDocument } from '../src/edge/openapi.ts'
import { edgeRoutes } from '../src/edge/routes.ts'
import type { RoomParts } from '../src/room/parts.ts'
import type { WebhookParts } from '../src/webhook/parts.ts'
import { allRoutes } from '../src/slices.ts'
import { limitsTable } from './lib/limits-table.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

function errorTable(): string {
  const rows = Object.entries(rejections).map(
    ([code, { status, clause, zh, en }]) => `| \`${code}\` | ${status} | ${clause} | ${zh} | ${en} |`,
  )
  return `# Error codes

Every refusal is \`application/problem+json\` (RFC 9457) with one of these codes. The title comes in Chinese or English by
\`Accept-Language\`; a 422 \`malformed\` lists \`errors: [{path, message}]\`; 429 and 503 carry \`Retry-After\`. In the results of
\`POST /v1/events\` the same codes stand at each event.

Made from \`src/contract/rejections.ts\` by \`npm run generate\`.

| code | status | clause | 中文 | English |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

async function generated(): Promise<ReadonlyMap<string, string>> {
  const { version } = JSON.parse(await readFile(`${root}/package.json`, 'utf8')) as { version: string }
  // Routes are data: what their handlers would need is never touched here.
  const document = openApiDocument([...allRoutes({} as RoomParts, {} as WebhookParts), ...edgeRoutes], version)
  // It writes into what it is given.
  const types = astToString(
    await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
      alphabetize: false,
      defaultNonNullable: false,
    }),
  )
  const banner = '// Made from the OpenAPI document by `npm run generate`; not edited by hand.\n/* eslint-disable */\n'
  return new Map([
    ['docs/api/openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['docs/api/errors.md', errorTable()],
    ['docs/operate/limits.md', limitsTable(root)],
    ['sdk/schema.gen.ts', `${banner}${types}`],
  ])
}

const check = process.argv.includes('--check')
let stale = 0
for (const [file, text] of await generated()) {
  const path = `${root}/${file}`
  const present = await readFile(path, 'utf8').catch(() => null)
  if (present === text) continue
  if (check) {
    stale += 1
    console.log(`${relative(process.cwd(), path)} is not what the routes say: run npm run generate`)
  } else {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    console.log(`wrote ${relative(process.cwd(), path)}`)
  }
}
process.exitCode = stale === 0 ? 0 : 1

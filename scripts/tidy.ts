/**
 * npm run check: what the layout promises (design.md "Layout", "House style"), read from the text of the files. It finds slips, it is no proof.
 * One line per problem, exit 1; files that have grown long are only named.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const roots = ['src', 'sdk', 'web', 'sim', 'bench', 'demo', 'test', 'scripts']
const LINES_MAX = 500
const LINES_AIM = 300
// Tables of words and forms grow with the product, not with its logic.
const longByNature = [/^src\/contract\//, /\/locales\//, /\/texts\//, /\.test\.tsx?$/]

interface Source {
  readonly path: string
  readonly text: string
  /** without comments */
  readonly code: string
}

const isTest = (path: string): boolean => /\.(test|spec|prop)\.tsx?$|^test\//.test(path)
const problems: string[] = []
const long: string[] = []

function listSources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(gen|d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => !path.includes('node_modules/'))
}

/** Blanks comments but keeps lines and strings; good enough for code in prettier's form. */
function withoutComments(text: string): string {
  const pattern =
    /(`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g
  return text.replace(pattern, (all: string, literal: string | undefined) => literal ?? all.replace(/[^\n]/g, ' '))
}

function lineOf(source: Source, index: number): number {
  return source.text.slice(0, index).split('\n').length
}

function report(source: Source, index: number, words: string): void {
  problems.push(`${source.path}:${lineOf(source, index)}: ${words}`)
}

// Imports go one way ---------------------------------------------------------------------------------------------------

/** What each part of the tree may import besides itself; `slice` is any other folder of src. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  contract: ['lib'],
  ports: ['contract', 'lib'],
  slice: ['ports', 'contract', 'lib', 'rulesets'],
  flow: ['slice', 'ports', 'contract', 'lib'],
  infra: ['ports', 'contract', 'lib'],
  edge: ['flow', 'slice', 'ports', 'contract', 'lib'],
  config: ['edge', 'infra', 'contract', 'lib'],
  slices: ['slice', 'ports', 'contract', 'lib'],
  wire: ['slices', 'config', 'edge', 'infra', 'flow', 'slice', 'ports', 'contract', 'lib'],
  main: ['wire', 'config', 'edge', 'infra', 'flow', 'slice', 'ports', 'contract', 'lib', 'demo', 'sdk'],
  sdk: ['contract', 'lib'],
  web: ['sdk', 'contract', 'lib'],
  sim: ['contract', 'lib'],
  demo: ['sim', 'sdk', 'contract', 'lib'],
  bench: ['wire', 'config', 'edge', 'infra', 'flow', 'slice', 'ports', 'contract', 'lib', 'sim', 'sdk'],
}

function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/')
  if (top !== 'src') return top
  if (second === 'wire-tools.ts') return 'wire'
  if (/^(main|wire|slices|config)\.ts$/.test(second)) return second.slice(0, -'.ts'.length)
  return second in mayImport ? second : 'slice'
}

const sliceOf = (path: string): string => path.split('/')[1] ?? ''

function checkImports(source: Source): void {
  const from = partOf(source.path)
  const allowed = mayImport[from]
  if (allowed === undefined || isTest(source.path)) return
  for (const match of source.code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    const target = normalize(join(dirname(source.path), match[1] ?? ''))
    const to = partOf(target)
    const preview = from === 'web' && to === 'slice' && target.endsWith('/apply.ts')
    // A route is data with its handler's type, and that names what handlers get.
    if (source.path === 'src/contract/route.ts' && target === 'src/ports/app.ts') continue
    // The version that the API tells is the package's.
    if (from === 'wire' && target === 'package.json') continue
    const sameSlice = from !== 'slice' || to !== 'slice' || sliceOf(source.path) === sliceOf(target)
    if (isTest(target) || (to === from ? !sameSlice : !allowed.includes(to) && !preview)) {
      report(source, match.index, `${from} may not import ${target}`)
    }
    if (target.startsWith('src/') && !/\.(tsx?|json|css)$/.test(target))
      report(source, match.index, `import ${target} by its file name`)
  }
}

// What may stand where -------------------------------------------------------------------------------------------------

interface Ban {
  readonly pattern: RegExp
  readonly words: string
  applies(path: string): boolean
}

const inSource = (path: string): boolean => path.startsWith('src/') && !isTest(path)
const sqlAllowed = (path: string): boolean => /^src\/(infra|flow)\/|(^|\/)(store|read)\.ts$/.test(path)
const sqlText =
  /[`'"]\s*(select\s[\s\S]{1,400}?\sfrom\s|insert into\s|update\s+\w+\s+set\s|delete from\s|with\s+\w+\s+as\s*\(|create (table|index)\s|truncate\s+\w)/g

const bans: readonly Ban[] = [
  {
    pattern: /\bprocess\.env\b/g,
    words: 'process.env only in src/config.ts',
    applies: (path) => inSource(path) && path !== 'src/config.ts',
  },
  {
    pattern: /\bDate\.now\(|new Date\(\s*\)/g,
    words: 'the clock is passed in; only src/infra reads it',
    applies: (path) => (inSource(path) || path.startsWith('sdk/')) && !path.startsWith('src/infra/'),
  },
  {
    pattern: /\bMath\.random\b/g,
    words: 'no Math.random: seeded, or node:crypto',
    applies: (path) => path !== 'scripts/tidy.ts',
  },
  {
    pattern: sqlText,
    words: 'SQL only in store.ts, read.ts, flow and infra',
    applies: (path) => inSource(path) && !sqlAllowed(path),
  },
  {
    pattern: /(?:useStream\(|\.subscribe\(|\btopics?(?: =|:) )[^\n]*`\w+:\$\{/g,
    words: 'topics come from web/shared/topics.ts: an id may hold a colon',
    applies: (path) => path.startsWith('web/') && !isTest(path) && path !== 'web/shared/topics.ts',
  },
  { pattern: /^export default\b/gm, words: 'no default exports', applies: (path) => !/\.config\.ts$/.test(path) },
  { pattern: /^export \* from\b/gm, words: 'no barrels', applies: () => true },
  { pattern: /^(export )?(const )?enum\s/gm, words: 'no enums', applies: () => true },
  { pattern: /\b(describe|it|test)\.only\b/g, words: 'a forgotten .only', applies: () => true },
  {
    pattern: /\bawait\b|\basync\b/g,
    words: 'rules are synchronous',
    applies: (path) => inSource(path) && /(^|\/)apply\.ts$/.test(path),
  },
]

function checkText(source: Source): void {
  for (const { pattern, words, applies } of bans) {
    if (!applies(source.path)) continue
    for (const match of source.code.matchAll(pattern)) report(source, match.index, words)
  }
  for (const match of source.text.matchAll(/\bFIXME\b/g)) {
    if (source.path !== 'scripts/tidy.ts') report(source, match.index, 'no FIXME: mend it or write an issue')
  }
  if (/(^|\/)(index|utils|helpers|types|common|misc)\.tsx?$/.test(source.path))
    problems.push(`${source.path}: a file name says what is inside`)
  const lines = source.text.split('\n').length
  if (longByNature.some((pattern) => pattern.test(source.path))) return
  if (lines > LINES_MAX) problems.push(`${source.path}: ${lines} lines; ${LINES_MAX} at most`)
  else if (lines > LINES_AIM) long.push(`${source.path} ${lines}`)
}

/** Every exported function says in a docstring what it does. */
function checkDocstrings(source: Source): void {
  if (isTest(source.path) || !/^(src|sdk)\//.test(source.path)) return
  for (const match of source.text.matchAll(
    /^export (?:async )?function (\w+)|^export const (\w+)(?::[^=\n]+)? = (?:async )?(?:\([^\n]*\)|\w+)(?:: [^\n]+)? =>/gm,
  )) {
    const before = source.text.slice(0, match.index).trimEnd()
    if (!before.endsWith('*/')) report(source, match.index, `${match[1] ?? match[2]} has no docstring`)
  }
}

// Clauses --------------------------------------------------------------------------------------------------------------

function readClauses(): ReadonlySet<string> {
  const spec = join(root, '../shared/spec/rules.md')
  const folder = join(root, 'docs/rules')
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const texts = [spec, ...files]
    .filter((file) => existsSync(file) && file.endsWith('.md'))
    .map((file) => readFileSync(file, 'utf8'))
  return new Set(texts.flatMap((text) => text.match(/\b[A-Z]{3,5}-\d+\b/g) ?? []))
}

function checkClauses(source: Source, clauses: ReadonlySet<string>, pattern: RegExp): void {
  for (const match of source.text.matchAll(pattern)) {
    if (!clauses.has(match[0])) report(source, match.index, `there is no clause ${match[0]}`)
  }
}

const clauses = readClauses()
const areas = [...new Set([...clauses].map((clause) => clause.split('-')[0]))]
const clausePattern = new RegExp(`\\b(?:${areas.join('|')})-\\d+\\b`, 'g')

for (const path of roots.flatMap(listSources)) {
  const text = readFileSync(join(root, path), 'utf8')
  const source = { path, text, code: withoutComments(text) }
  checkImports(source)
  checkText(source)
  checkDocstrings(source)
  if (areas.length > 0) checkClauses(source, clauses, clausePattern)
}

if (long.length > 0) console.log(`over ${LINES_AIM} lines: ${long.join(', ')}`)
for (const problem of problems) console.log(problem)
process.exit(problems.length > 0 ? 1 : 0)

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

interface Bound {
  readonly name: string
  readonly value: string
  /** the comment beside it */
  readonly what: string
}

interface BoundList {
  readonly file: string
  readonly title: string
  readonly bounds: readonly Bound[]
}

/** A number or arithmetic of numbers, evaluated; anything else as it is written. */
function valueOf(node: ts.Expression): string {
  const text = node.getText()
  if (!/^[\d_*+\s]+$/.test(text)) return text.replace(/\s+/g, ' ')
  const product = (part: string): number =>
    part.split('*').reduce((all, one) => all * Number(one.replaceAll('_', '')), 1)
  return text
    .split('+')
    .reduce((sum, part) => sum + product(part), 0)
    .toLocaleString('en-US')
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node)
  const text = comment === undefined ? '' : ts.getTextOfJSDocComment(comment.comment)
  return (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|')
}

function boundsOf(object: ts.ObjectLiteralExpression, prefix: string): readonly Bound[] {
  return object.properties.flatMap((property) => {
    if (!ts.isPropertyAssignment(property)) return []
    const name = `${prefix}${property.name.getText()}`
    if (ts.isObjectLiteralExpression(property.initializer)) return boundsOf(property.initializer, `${name}.`)
    return [{ name, value: valueOf(property.initializer), what: commentOf(property) }]
  })
}

const plain = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isSatisfiesExpression(node) ? plain(node.expression) : node

function listsOf(root: string, file: string): readonly BoundList[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const lists: BoundList[] = []
  const single: Bound[] = []
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue
    if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) continue
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined) continue
      const value = plain(initializer)
      const title = name.getText()
      if (/limits/i.test(title) && ts.isObjectLiteralExpression(value)) {
        lists.push({ file, title: commentOf(statement), bounds: boundsOf(value, '') })
      } else if (/(Most|_MOST)$/.test(title) && ts.isNumericLiteral(value)) {
        single.push({ name: title, value: valueOf(value), what: commentOf(statement) })
      }
    }
  }
  return single.length === 0 ? lists : [...lists, { file, title: '', bounds: single }]
}

/** docs/operate/limits.md: every named bound of `src`, from the code itself: objects called limits, and numbers called …Most. */
export function limitsTable(root: string): string {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ''))
    .sort()
  const parts = files
    .flatMap((file) => listsOf(root, file))
    .map(({ file, title, bounds }) => {
      const rows = bounds.map(({ name, value, what }) => `| \`${name}\` | ${value} | ${what} |`)
      return `## \`${file}\`\n\n${title === '' ? '' : `${title}\n\n`}| bound | value | what |\n| --- | --- | --- |\n${rows.join('\n')}\n`
    })
  return `# Limits

Every named bound: what happens beyond it stands beside it, or in \`docs/api/errors.md\` (413, 422, 429, 503). They are constants of the program;
what an operator sets is in [settings.md](settings.md). Numbers of the business (points, caps, levels) are rule sets (\`rulesets/\`).

Made from the code by \`npm run generate\`.

${parts.join('\n')}`
}

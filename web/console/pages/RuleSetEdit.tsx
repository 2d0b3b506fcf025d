import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { RuleSetBody } from '../../../src/contract/rule-set.ts'
import type { ruleSetPreview, ruleSetView } from '../../../src/contract/views.ts'
import { answerOf } from '../../shared/api.ts'
import { formatDay, formatNumber } from '../../shared/format.ts'
import { codeOf } from '../../shared/problem.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useRuleSets } from '../data/platform.ts'
import { useCommand } from '../data/use-command.ts'
import { Icon } from '../parts/Icon.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { NowButton } from '../parts/NowButton.tsx'
import { Page } from '../parts/Page.tsx'
import { Note, Wrong } from '../parts/Wrong.tsx'
import { useText, type Say } from '../text.ts'
import { NotFound } from './Broken.tsx'
import { RuleTables } from './rules/RuleTables.tsx'
import styles from './RuleSets.module.css'
import { setIn, type Path } from './rules/set-in.ts'

type Preview = z.infer<typeof ruleSetPreview>
type RuleSet = z.infer<typeof ruleSetView>

/** Changes the newest version's numbers, shows what that would do, publishes for the next business day (LVL-4). */
export function Component() {
  const { say } = useText()
  const all = useRuleSets()
  return (
    <Loaded query={all} skeleton={<Skeleton lines={6} tall />}>
      {([newest]) =>
        newest === undefined ? (
          <NotFound />
        ) : (
          <Editor key={newest.version} base={newest} title={say('ruleSets.editing', { n: newest.version })} />
        )
      }
    </Loaded>
  )
}

function Editor({ base, title }: { readonly base: RuleSet; readonly title: string }) {
  const { say } = useText()
  const navigate = useNavigate()
  const [body, setBody] = useState<RuleSetBody>(base.body)
  const [open, setOpen] = useState(false)
  const preview = useCommand({
    run: (api, wanted: RuleSetBody) => answerOf(api.POST('/v1/rule-sets/preview', { body: { body: wanted } })),
    changes: [],
    then: () => setOpen(true),
  })
  const change = (path: Path, value: number) => setBody((old) => setIn(old, path, value))
  const errors = new Map(preview.data?.errors.map(({ path, message }) => [path, message]) ?? [])
  return (
    <Page
      title={title}
      lede={say('ruleSets.lede')}
      actions={<Button onClick={() => void navigate('/rule-sets')}>{say('ruleSets.discard')}</Button>}
    >
      <RuleTables body={body} onChange={change} errors={errors} />
      <div className={styles.sticky}>
        <NowButton size="large" loading={preview.isPending} onClick={() => preview.mutate(body)}>
          {say('ruleSets.preview')}
        </NowButton>
      </div>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size="min(36rem, 100vw)"
        title={say('ruleSets.preview')}
        closable={{ placement: 'end' }}
        closeIcon={<Icon name="close" />}
        destroyOnHidden
      >
        {preview.data !== undefined && <PreviewBody preview={preview.data} body={body} basedOn={base.version} />}
      </Drawer>
    </Page>
  )
}

function PreviewBody({
  preview,
  body,
  basedOn,
}: {
  readonly preview: Preview
  readonly body: RuleSetBody
  readonly basedOn: number
}) {
  const { say, language } = useText()
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const number = (value: number) => formatNumber(value, language)
  const publish = useCommand({
    run: (api, words: string) => answerOf(api.POST('/v1/rule-sets', { body: { body, basedOn, note: words } })),
    changes: [['ruleSets']],
    done: (made) => say('ruleSets.published', { n: made.version, day: formatDay(made.effectiveDay, language) }),
    then: (made) => void navigate(`/rule-sets/${made.version}`),
  })
  return (
    <div className={styles.preview}>
      {!preview.valid && (
        <section>
          <h3>{say('ruleSets.errors')}</h3>
          {preview.errors.map((error) => (
            <Wrong key={error.path}>
              {pathWords(error.path, say)}: {error.message}
            </Wrong>
          ))}
        </section>
      )}
      {preview.warnings.length > 0 && (
        <section>
          <h3>{say('ruleSets.warnings')}</h3>
          {preview.warnings.map((warning) => (
            <Note key={warning} title={warning} />
          ))}
        </section>
      )}
      <section>
        <h3>{say('ruleSets.changes')}</h3>
        {preview.changes.length === 0 ? (
          <p>{say('ruleSets.noChanges')}</p>
        ) : (
          <table className={styles.changes}>
            <tbody>
              {preview.changes.map((change) => (
                <tr key={change.path}>
                  <th scope="row">{pathWords(change.path, say)}</th>
                  <td>{valueWords(change.from, language)}</td>
                  <td aria-hidden="true"> → </td>
                  <td>{valueWords(change.to, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {preview.valid && preview.changes.length > 0 && (
        <>
          <section>
            <h3>{say('ruleSets.affected')}</h3>
            <ul className={styles.moves}>
              {(['up', 'down', 'same'] as const).map((way) => (
                <li key={way}>{say(`ruleSets.${way}`, { n: number(preview.levels[way]) })}</li>
              ))}
            </ul>
          </section>
          <section>
            <h3>{say('ruleSets.note')}</h3>
            <Input.TextArea
              value={note}
              onChange={(event) => setNote(event.target.value)}
              rows={3}
              maxLength={500}
              placeholder={say('ruleSets.notePlaceholder')}
              aria-label={say('ruleSets.note')}
            />
          </section>
          {codeOf(publish.error) === 'rule_set_stale' && <Wrong>{say('ruleSets.stale')}</Wrong>}
          <NowButton
            size="large"
            disabled={note.trim() === ''}
            loading={publish.isPending}
            onClick={() => publish.mutate(note.trim())}
          >
            {say('ruleSets.publish', { day: formatDay(preview.effectiveDay, language) })}
          </NowButton>
        </>
      )}
    </div>
  )
}

/** `modes.shopping.tasks.watch.cap.0.points` as people say it. */
function pathWords(path: string, say: Say): string {
  const [first, second, third, fourth, fifth, sixth] = path.split('.')
  if (first === 'limits' && second !== undefined) return say(`ruleSets.limit.${second}` as 'ruleSets.limit.lateDays')
  if (first !== 'modes' || (second !== 'live' && second !== 'shopping')) return path
  const mode = say(`ruleSets.${second}`)
  if (third === 'dayCap') return `${mode} · ${say('ruleSets.dayCap')}`
  if (third === 'thresholds') return `${mode} · Lv${Number(fourth ?? 0) + 1}`
  if (third !== 'tasks' || fourth === undefined) return path
  const task = say(`task.${fourth}` as 'task.watch')
  const what =
    fifth === 'cap'
      ? `${say('ruleSets.cap')} ${Number(sixth ?? 0) + 1}`
      : fifth === 'points'
        ? say('ruleSets.points')
        : say('ruleSets.per')
  return `${mode} · ${task} · ${what}`
}

const valueWords = (value: unknown, language: string): string =>
  typeof value === 'number' ? formatNumber(value, language) : JSON.stringify(value)

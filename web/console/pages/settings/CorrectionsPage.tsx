import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime, formatDelta, formatNumber } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { useCorrections, useExclusions } from '../../data/club.ts'
import { useCommand } from '../../data/use-command.ts'
import { actorWords } from '../../parts/actor.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { nameOf, Person } from '../../parts/Person.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { ExcludeButton } from '../members/ExcludeButton.tsx'

/** Accounts that earn nothing, and every correction that was made (TASK-15). */
export function Component() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const exclusions = useExclusions(ownerId)
  const corrections = useCorrections(ownerId)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Panel
        flush
        title={say('corrections.exclusions')}
        hint={say('corrections.exclusionsHint')}
        actions={<Button onClick={() => setAdding(true)}>{say('corrections.add')}</Button>}
      >
        <Loaded query={exclusions}>
          {({ items }) => (
            <Rows empty={say('corrections.exclusionsEmpty')}>
              {items.map((item) => (
                <Row
                  key={item.userId}
                  title={<Person name={item.name} userId={item.userId} />}
                  hint={`${item.reason} · ${say('corrections.by', { by: actorWords(item.by, say), at: formatDateTime(item.at, language) })}`}
                  end={<ExcludeButton userId={item.userId} name={nameOf(item, say)} excluded />}
                />
              ))}
            </Rows>
          )}
        </Loaded>
        <ExcludeDialog open={adding} onClose={() => setAdding(false)} />
      </Panel>
      <Panel flush title={say('corrections.history')}>
        <Loaded query={corrections}>
          {(data) => {
            const rows = data.pages.flatMap((page) => page.items)
            return (
              <>
                <Rows empty={say('corrections.historyEmpty')} hint={say('corrections.historyEmptyHint')}>
                  {rows.map((row) => (
                    <Row
                      key={row.id}
                      title={
                        <>
                          <b>{formatDelta(row.delta, language)}</b>
                          <Link to={`/clubs/${encodeURIComponent(ownerId)}/members/${encodeURIComponent(row.userId)}`}>
                            <Person name={row.name} userId={row.userId} />
                          </Link>
                        </>
                      }
                      hint={[
                        row.reason,
                        say('corrections.by', { by: actorWords(row.by, say), at: formatDateTime(row.at, language) }),
                        ...(row.shortfall > 0
                          ? [say('member.shortfall', { n: formatNumber(row.shortfall, language) })]
                          : []),
                      ].join(' · ')}
                    />
                  ))}
                </Rows>
                {rows.length > 0 && <MoreButton query={corrections} />}
              </>
            )
          }}
        </Loaded>
      </Panel>
    </>
  )
}

function ExcludeDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const exclude = useCommand({
    run: (api, { userId, reason }: { userId: string; reason: string }) =>
      answerOf(
        api.PUT('/v1/clubs/{ownerId}/exclusions/{userId}', { params: { path: { ownerId, userId } }, body: { reason } }),
      ),
    changes: [['club', ownerId]],
    done: () => say('member.excludedDone'),
    then: onClose,
  })
  const required = { required: true, whitespace: true, message: say('word.required') }
  return (
    <FormDialog
      form="excludeAccount"
      open={open}
      onClose={onClose}
      title={say('corrections.add')}
      ok={say('member.exclude')}
      command={exclude}
      lede={say('member.excludeHint')}
    >
      <Form<{ userId: string; reason: string }>
        id="excludeAccount"
        layout="vertical"
        onFinish={(values) => exclude.mutate({ ...values, userId: values.userId.trim() })}
      >
        <Form.Item name="userId" label={say('corrections.userId')} rules={[required]}>
          <Input autoFocus maxLength={128} />
        </Form.Item>
        <Form.Item name="reason" label={say('word.reason')} rules={[required]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}

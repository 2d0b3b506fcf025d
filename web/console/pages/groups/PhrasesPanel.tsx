import { App, Button, Popover, Select } from 'antd'
import { useState } from 'react'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { copyText } from '../../../shared/copy.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { QrCode } from '../../../shared/QrCode.tsx'
import { useClub } from '../../club.tsx'
import { groupsKey, oneGroupCalls, usePhrases, type Phrase } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { useNow } from '../../now.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { groupBounds } from './bounds.ts'
import styles from './PhrasesPanel.module.css'

const lengths = [1, 7, 30, 90] as const

/** Pass-phrases to paste in a comment: made, copied as words, link or QR code, revoked, and who came by each counted (GRP-5). */
export function PhrasesPanel({ group, runs }: { readonly group: GroupView; readonly runs: boolean }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const [days, setDays] = useState<number>(groupBounds.phraseDays)
  const query = usePhrases(ownerId, group.groupId, runs)
  const make = useCommand({
    run: (api) => oneGroupCalls(api, group.groupId).makePhrase(days),
    changes: [groupsKey(ownerId, group.groupId, 'phrases')],
    done: () => say('groups.phrases.made'),
  })
  if (!runs) return <Note title={say('groups.phrases.notYours')}>{say('groups.one.readOnlyHint')}</Note>
  return (
    <Panel
      flush
      title={say('groups.phrases.title')}
      hint={say('groups.phrases.hint')}
      actions={
        <>
          <Select<number>
            virtual={false}
            value={days}
            onChange={setDays}
            aria-label={say('groups.phrases.days')}
            options={lengths.map((value) => ({ value, label: say('groups.phrases.forDays', { n: value }) }))}
          />
          <Button loading={make.isPending} icon={<Icon name="plus" />} onClick={() => make.mutate(undefined)}>
            {say('groups.phrases.make')}
          </Button>
        </>
      }
    >
      <Loaded query={query}>
        {({ pages }) => (
          <>
            <Rows empty={say('groups.phrases.empty')} hint={say('groups.phrases.emptyHint')}>
              {pages
                .flatMap((page) => page.items)
                .map((phrase) => (
                  <PhraseRow key={phrase.phrase} group={group} phrase={phrase} />
                ))}
            </Rows>
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function PhraseRow({ group, phrase }: { readonly group: GroupView; readonly phrase: Phrase }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { message, modal } = App.useApp()
  const now = useNow()
  const revoke = useCommand({
    run: (api) => oneGroupCalls(api, group.groupId).revokePhrase(phrase.phrase),
    changes: [groupsKey(ownerId, group.groupId, 'phrases')],
    done: () => say('groups.phrases.revoked'),
  })
  const over = phrase.revokedAt !== null || Date.parse(phrase.expiresAt) <= now
  const copy = (text: string) =>
    void copyText(text).then(
      () => message.success(say('word.copied')),
      () => message.error(say('word.notCopied')),
    )
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('groups.phrases.revokeTitle'),
      content: say('groups.phrases.revokeBody'),
      okText: say('groups.phrases.revoke'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => revoke.mutateAsync(undefined).catch(() => undefined),
    })
  const until =
    phrase.revokedAt === null
      ? say(over ? 'groups.phrases.expired' : 'groups.phrases.until', {
          at: formatDateTime(phrase.expiresAt, language),
        })
      : say('groups.phrases.revokedAt', { at: formatDateTime(phrase.revokedAt, language) })
  return (
    <Row
      title={
        <>
          <code className={over ? styles.over : styles.phrase}>{spaced(phrase.phrase)}</code>
          {over && <Mark>{say('groups.phrases.over')}</Mark>}
        </>
      }
      hint={`${until} · ${say('groups.phrases.joined', { n: formatNumber(phrase.joined, language) })}`}
      end={
        over ? undefined : (
          <>
            <Button
              size="small"
              onClick={() =>
                copy(say('groups.phrases.text', { name: group.name, phrase: phrase.phrase, link: phrase.link }))
              }
            >
              {say('groups.phrases.copyText')}
            </Button>
            <Button size="small" onClick={() => copy(phrase.link)}>
              {say('groups.phrases.copyLink')}
            </Button>
            <Popover
              trigger="click"
              content={
                <QrCode text={phrase.link} label={say('groups.phrases.qrLabel', { name: group.name })} size={12} />
              }
            >
              <Button size="small">{say('groups.phrases.qr')}</Button>
            </Popover>
            <Button size="small" danger onClick={ask}>
              {say('groups.phrases.revoke')}
            </Button>
          </>
        )
      }
    />
  )
}

/** Twelve letters are read in fours. */
const spaced = (phrase: string): string => phrase.replace(/(.{4})(?=.)/g, '$1 ')

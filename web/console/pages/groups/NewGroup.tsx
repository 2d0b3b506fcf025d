import { Button, Drawer, Form, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { problemWords } from '../../../shared/problem.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { groupCalls, groupsKey, type GroupWish } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { Icon } from '../../parts/Icon.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import styles from '../benefits/BenefitForm.module.css'
import { FanGroupCard } from './FanGroupCard.tsx'
import { GroupFields, type GroupDraft } from './GroupFields.tsx'

const places = ['messages', 'liveRoom', 'profile'] as const
type Place = (typeof places)[number]
const empty: GroupDraft = { name: '', gate: null, notice: '', autoReply: '' }
/** A new group holds 20 sub-groups of 100 unless the platform's rules say otherwise. */
const newSeats = 2_000

/** A new group: its settings, and beside them how a fan will read it (GRP-1, GRP-3, GRP-4). */
export function NewGroup({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size="min(40rem, 100vw)"
      title={say('groups.create')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      <NewGroupForm onClose={onClose} />
    </Drawer>
  )
}

function NewGroupForm({ onClose }: { readonly onClose: () => void }) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  const [place, setPlace] = useState<Place>('messages')
  const [draft, setDraft] = useState(empty)
  const once = useOnce()
  const make = useCommand({
    run: (api, wish: GroupWish) => once(wish, groupCalls(api, ownerId).create),
    changes: [groupsKey(ownerId)],
    done: ({ name }) => say('groups.made', { name }),
    then: ({ groupId }) => {
      onClose()
      void navigate(`/clubs/${encodeURIComponent(ownerId)}/groups/${groupId}/phrases`)
    },
    quiet: true,
  })
  return (
    <Form<GroupDraft>
      layout="vertical"
      initialValues={empty}
      onValuesChange={(_, values) => setDraft({ ...empty, ...values })}
      onFinish={(values) => make.mutate(toWish({ ...empty, ...values }, place))}
      scrollToFirstError={{ focus: true }}
    >
      {make.isError && <Wrong>{problemWords(make.error, t).title}</Wrong>}
      <GroupFields gateHint={say('groups.form.gateHint')} />
      <Form.Item label={say('groups.form.place')} extra={say(`groups.form.placeHint.${place}`)}>
        <Segmented<Place>
          block
          value={place}
          onChange={setPlace}
          options={places.map((value) => ({ value, label: say(`groups.form.places.${value}`) }))}
          aria-label={say('groups.form.place')}
        />
      </Form.Item>
      <FanGroupCard
        name={draft.name}
        gate={draft.gate ?? { kind: 'none' }}
        notice={draft.notice}
        freeSeats={newSeats}
      />
      <div className={styles.foot}>
        <Button onClick={onClose}>{say('word.cancel')}</Button>
        <NowButton htmlType="submit" loading={make.isPending}>
          {say('groups.create')}
        </NowButton>
      </div>
    </Form>
  )
}

const toWish = ({ name, gate, notice, autoReply }: GroupDraft, place: Place): GroupWish => ({
  name: name.trim(),
  gate: gate ?? { kind: 'none' },
  place,
  ...(notice.trim() === '' ? {} : { notice: notice.trim() }),
  ...(autoReply.trim() === '' ? {} : { autoReply: autoReply.trim() }),
})

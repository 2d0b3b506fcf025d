import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatPerson } from './person.ts'
import type { ChatMessage } from './timeline.ts'

/** What comes is told so often at most: a group that talks fast is not read out word for word. */
const restMilliseconds = 2_000

interface NewestProps {
  readonly messages: readonly ChatMessage[]
  readonly people: ReadonlyMap<string, ChatPerson>
  readonly self: string
}

/** Says what came last, for who does not see it; history that is loaded is not news. */
export function Newest({ messages, people, self }: NewestProps) {
  const { t } = useTranslation()
  const last = messages.at(-1)
  const [told, setTold] = useState(last)
  useEffect(() => {
    const timer = setTimeout(() => setTold(last), restMilliseconds)
    return () => clearTimeout(timer)
  }, [last])
  const [first] = useState(last?.seq ?? 0)
  const isNews = told !== undefined && first > 0 && told.seq > first && told.from !== self && told.text !== undefined
  return (
    <p className="tf-hidden" role="status">
      {isNews && `${people.get(told.from)?.name ?? told.sender.name ?? t('chat.somebody')}: ${told.text}`}
    </p>
  )
}

import type { QueryClient } from '@tanstack/react-query'
import type { MessageView } from '../../../src/contract/messages.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { ApiProblem } from '../../shared/problem.ts'
import { groupOfTopic, seatsTopic } from '../../shared/topics.ts'
import { uploadMedia } from '../../shared/upload.ts'
import type { ChatSource, Draft } from '../chat/source.ts'
import { markReadIn, saidOf } from './data.ts'

/** A message of a group on this phone. */
export type GroupMessage = MessageView & { readonly sendId?: string }

/** Without an answer for so long, a sending counts as lost and is tried again under its id. */
const sendMilliseconds = 15_000

interface Place {
  readonly api: Api
  readonly queries: QueryClient
  readonly groupId: string
  readonly userId: string
}

/** As what a picture is said: as what it was sent. */
const pictureKind = ({ kind }: NonNullable<MessageView['media']>): 'picture' | 'screenshot' =>
  kind === 'screenshot' ? kind : 'picture'

/** A fan's seat in a group as a conversation. */
export function groupSource({ api, queries, groupId, userId }: Place): ChatSource<GroupMessage> {
  const path = { groupId }
  /** pictures that are up, by the message they belong to: a message that is sent again does not upload again */
  const uploaded = new Map<string, NonNullable<MessageView['media']>>()
  const post = (draft: Draft, sendId: string) => {
    const media = uploaded.get(sendId)
    const { text, mentions } = draft
    const body =
      media === undefined
        ? {
            kind: 'text' as const,
            from: userId,
            sendId,
            text,
            ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
          }
        : { kind: pictureKind(media), from: userId, sendId, mediaId: media.mediaId }
    const signal = AbortSignal.timeout(sendMilliseconds)
    return answerOf(api.POST('/v1/groups/{groupId}/messages', { params: { path }, body, signal }))
  }
  return {
    id: `group:${groupId}:${userId}`,
    self: userId,
    topics: [seatsTopic(userId)],
    load: async ({ before, after, limit }) => {
      const part = before !== undefined ? { before } : after !== undefined ? { after } : {}
      const query = { userId, limit, ...part }
      const { items } = await answerOf(api.GET('/v1/groups/{groupId}/messages', { params: { path, query } }))
      return items
    },
    async send(draft, sendId, tell) {
      try {
        if (draft.file !== undefined && !uploaded.has(sendId))
          uploaded.set(
            sendId,
            await uploadMedia(
              api,
              { as: 'fan', groupId, from: userId, kind: draft.file.kind, bytes: draft.file.blob },
              tell,
            ),
          )
        return await post(draft, sendId)
      } catch (error) {
        // a call that was given up on may have been heard
        throw error instanceof DOMException ? new ApiProblem(0, {}) : error
      }
    },
    made({ text, mentions }, said, sendId) {
      const { messageId, seq, at } = said
      const sender = { kind: 'fan' as const, name: null }
      const message = { messageId, seq, at, from: userId, sender, scope: 'subGroup' as const }
      const media = uploaded.get(sendId)
      return media === undefined
        ? { ...message, kind: 'text', text, mentions: [...mentions] }
        : { ...message, kind: pictureKind(media), media }
    },
    async read(upTo) {
      await answerOf(api.POST('/v1/groups/{groupId}/read', { params: { path }, body: { userId, upTo } }))
      markReadIn(queries, userId, groupId, upTo)
    },
    hear({ topic, kind, body }) {
      if (groupOfTopic(topic) !== groupId) return null
      if (kind === 'group.said') return { said: saidOf(body) }
      const seq = Number(body['seq'])
      if (kind === 'group.deleted') return { deleted: seq }
      return kind === 'group.restored' ? { restored: seq } : null
    },
  }
}

/**
 * The closed vocabularies that cross a boundary. Their order is part of the store (arrays are indexed by it): append, never reorder.
 */

/** CLUB-2: a club is in one mode. */
export const modes = ['live', 'shopping'] as const
export type Mode = (typeof modes)[number]

/** CLUB-1: what kind of owner a club has. */
export const ownerKinds = ['creator', 'merchant'] as const
export type OwnerKind = (typeof ownerKinds)[number]

/** TASK-1, TASK-2: every task of either mode. The index is the position in `member_day.earned` and `.counts` (SQL arrays start at 1). */
export const tasks = [
  'watch',
  'comment',
  'like',
  'share',
  'browse',
  'cart',
  'purchase',
  'review',
  'groupVisit',
  'lightBadge',
  'coins',
] as const
export type Task = (typeof tasks)[number]

/** What a ledger entry can be about: a task, or one of the entries that no task makes (TASK-15, CLUB-5, MEM-3, PLT-8). */
export const entryKinds = [...tasks, 'correction', 'migration', 'leave', 'merge'] as const
export type EntryKind = (typeof entryKinds)[number]

/** MEM-2: where a member joined. `migration` is CLUB-5's, `import` is history's, `liveFansclub` a platform's own club message. */
export const joinScenes = [
  'liveRoom',
  'shopHome',
  'showcase',
  'productPage',
  'shortVideo',
  'group',
  'board',
  'profile',
] as const
export type JoinScene = (typeof joinScenes)[number]
export const scenes = [...joinScenes, 'migration', 'import', 'platform'] as const
export type Scene = (typeof scenes)[number]

/** LVL-1: tier names, lowest first. Wire values; the words people read are in the texts. */
export const tiers = ['新粉', '铁粉', '钻粉', '真爱粉'] as const
export type Tier = (typeof tiers)[number]

/** PLT-1: who may speak. `platform` is the holder of the secret key. */
export const roles = ['platform', 'admin', 'reviewer', 'owner', 'staff', 'fan'] as const
export type Role = (typeof roles)[number]

/** PLT-1: what an owner may let a sub-account do. */
export const permissions = [
  'overview',
  'members',
  'corrections',
  'club',
  'badge',
  'live',
  'rooms',
  'staff',
  'webhooks',
  'benefits',
  'groups',
  'service',
] as const
export type Permission = (typeof permissions)[number]

/** Event types of `POST /v1/events`. */
export const eventTypes = [
  'live.started',
  'live.ended',
  'live.entered',
  'live.watched',
  'live.commented',
  'live.liked',
  'live.shared',
  'live.gifted',
  'live.lightBadge',
  'product.viewed',
  'product.carted',
  'order.paid',
  'order.refunded',
  'order.reviewed',
  'order.shipped',
  'order.delivered',
  'group.visited',
  'video.published',
  'user.followed',
  'user.unfollowed',
  'user.profiled',
] as const
export type EventType = (typeof eventTypes)[number]

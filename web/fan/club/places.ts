/** Where «去完成» leads, as an address after `/{ownerId}`; null where there is no such place now (a room that is not on air). */
export function placeOfTask(task: string, live: boolean): string | null {
  switch (task) {
    case 'browse':
    case 'cart':
    case 'purchase':
      return '?sheet=shelf'
    case 'review':
      return '?sheet=orders'
    case 'lightBadge':
      return '?sheet=gift'
    case 'coins':
      return live ? '?sheet=gift' : null
    case 'groupVisit':
      return '/groups?visit'
    case 'watch':
      return live ? '' : null
    case 'comment':
    case 'like':
    case 'share':
      return live ? `?do=${task}` : null
    default:
      return null
  }
}

import { useQuery } from '@tanstack/react-query'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'

/** Deliveries arrive without a stream message: an open page looks again this often. */
const lookAgainMilliseconds = 5_000

/** Connections to platform rooms and shops. */
export function useRooms(ownerId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['club', ownerId, 'rooms'],
    queryFn: async () => (await answerOf(api.GET('/v1/clubs/{ownerId}/rooms', { params: { path: { ownerId } } }))).items,
  })
}

/** One connection with what its messages came to. */
export function useRoom(ownerId: string, roomConnectionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['club', ownerId, 'rooms', roomConnectionId],
    queryFn: () => answerOf(api.GET('/v1/clubs/{ownerId}/rooms/{roomConnectionId}', { params: { path: { ownerId, roomConnectionId } } })),
    refetchInterval: lookAgainMilliseconds,
  })
}

/** Its latest deliveries with payloads, newest first. */
export function useDeliveries(ownerId: string, roomConnectionId: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['club', ownerId, 'rooms', roomConnectionId, 'deliveries'],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/clubs/{ownerId}/rooms/{roomConnectionId}/deliveries', { params: { path: { ownerId, roomConnectionId } } }))).items,
    refetchInterval: lookAgainMilliseconds,
  })
}

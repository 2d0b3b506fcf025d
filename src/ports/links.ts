/** What else happens to users' voice and video links inside an open transaction (GRP-8). */
export interface LinkCommands {
  /**
   * Asked after seats of a group ended or a mute began, in the same transaction: who may not take part any more is out at once. People are held by
   * the caller, seats and groups locked before.
   * @param users inner numbers
   */
  recheck(users: readonly number[]): Promise<void>
}

/** Texts of entries that came or ended while their list is shown. */
export const placesEn = {
  isNew: 'New',
  decisions: { allow: 'Allowed', deny: 'Denied' },
  ended: 'Answered',
  acknowledged: 'Acknowledged',
  onAnotherDevice: 'Answered on another device',
  inTerminal: 'Answered in its terminal',
  ran: 'ran',
  failed: 'failed',
  refusedByCli: 'refused by the CLI',
  notDelivered: 'the agent had already left',
  noReport: 'sent to the agent',
  sameCalls: (sessions: ReadonlyArray<string>): string => `The same call also waits in ${sessions.join(', ')}.`,
  noSameCalls: 'No other call like this waits.',
  allowAll: (count: number): string => `Allow all ${count}`,
  denyAll: (count: number): string => `Deny all ${count}`,
  showResult: 'Show in the conversation',
}

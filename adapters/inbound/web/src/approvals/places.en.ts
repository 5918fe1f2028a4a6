/** Texts of entries that came or ended while their list is shown. */
export const placesEn = {
  isNew: 'New',
  decisions: { allow: 'Allowed', deny: 'Denied' },
  ended: 'Answered',
  acknowledged: 'Acknowledged',
  onAnotherDevice: 'Answered on another device',
  inTerminal: 'Answered in the terminal',
  ran: 'ran',
  failed: 'failed',
  refusedByCli: 'refused by the CLI',
  notDelivered: 'the agent had stopped waiting',
  noReport: 'sent to the agent',
  sameCalls: (sessions: ReadonlyArray<string>): string => `The same call is waiting in ${sessions.join(', ')}.`,
  noSameCalls: 'No other call like this is waiting.',
  allowAll: (count: number): string => `Allow all ${count}`,
  denyAll: (count: number): string => `Deny all ${count}`,
  showResult: 'Show in the conversation',
}

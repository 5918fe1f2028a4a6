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
  showResult: 'Show in the conversation',
}

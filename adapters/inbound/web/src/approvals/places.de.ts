import type { placesEn } from './places.en.js'

export const placesDe: typeof placesEn = {
  isNew: 'Neu',
  decisions: { allow: 'Erlaubt', deny: 'Abgelehnt' },
  ended: 'Beantwortet',
  acknowledged: 'Bestätigt',
  onAnotherDevice: 'Auf einem anderen Gerät beantwortet',
  inTerminal: 'Im Terminal beantwortet',
  ran: 'ausgeführt',
  failed: 'fehlgeschlagen',
  refusedByCli: 'von der CLI abgelehnt',
  notDelivered: 'der Agent wartete nicht mehr',
  noReport: 'an den Agenten gesendet',
  sameCalls: (sessions) => `Derselbe Aufruf wartet auch in ${sessions.join(', ')}.`,
  noSameCalls: 'Kein anderer Aufruf dieser Art wartet.',
  allowAll: (count) => `Alle ${count} erlauben`,
  denyAll: (count) => `Alle ${count} ablehnen`,
  showResult: 'In der Unterhaltung zeigen',
}

import type { notificationsEn } from './notifications.en.js'

const minutes = (count: number): string =>
  count < 60 ? `${count} Minuten` : count === 60 ? 'Stunde' : `${count / 60} Stunden`

export const notificationsDe: typeof notificationsEn = {
  contact: 'Kontakt für Push-Dienste',
  contactHint: 'Deine E-Mail-Adresse. Push-Dienste nutzen sie, wenn dieser Hub Probleme macht.',
  contactPlaceholder: 'du@example.com',
  save: 'Speichern',
  plan: 'Erinnerungen, Ruhezeit und tägliche Zusammenfassung',
  reminders: 'Erinnerungen',
  remindersHint: 'Solange eine Anfrage wartet',
  never: 'Aus',
  after: (count) => (count === 60 ? 'Jede Stunde' : `Alle ${minutes(count)}`),
  quiet: 'Ruhezeit',
  quietHint: (zone) =>
    `Wird zurückgehalten und am Ende in einer Benachrichtigung gesendet. Sicherheitsalarme kommen durch. Zeitzone: ${zone}.`,
  quietFrom: 'Ruhezeit von',
  quietTo: 'Ruhezeit bis',
  to: 'bis',
  today: 'Tägliche Zusammenfassung',
  todayHint: 'Eine Benachrichtigung mit dem, was dich braucht und was erledigt wurde',
  todayTime: 'Uhrzeit der täglichen Zusammenfassung',
  invalid: {
    reminderMinutes: 'Wähle 5 Minuten bis 24 Stunden.',
    quiet: 'Anfang und Ende müssen verschieden sein.',
    todayAt: 'Gib eine Uhrzeit ein.',
    timeZone: 'Der Hub kennt diese Zeitzone nicht.',
    contact: 'Gib eine E-Mail-Adresse mit Domain ein.',
  },
  couldNotSave: 'Die Einstellung wurde nicht gespeichert',
  install: 'Als App installieren',
  installHint: 'Eigenes Fenster und Symbol, darauf die Zahl der offenen Anfragen',
  installNow: 'Installieren',
}

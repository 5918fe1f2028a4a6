const minutes = (count: number): string =>
  count < 60 ? `${count} minutes` : count === 60 ? '1 hour' : `${count / 60} hours`

export const notificationsEn = {
  contact: 'Contact for push services',
  contactHint: 'Your email address. Push services use it if this hub causes trouble.',
  contactPlaceholder: 'you@example.com',
  save: 'Save',
  plan: 'Reminders, quiet hours and daily summary',
  reminders: 'Reminders',
  remindersHint: 'For as long as a request waits',
  never: 'Off',
  after: (count: number): string => `Every ${minutes(count)}`,
  quiet: 'Quiet hours',
  quietHint: (zone: string): string =>
    `Held back and sent as one notification at the end. Security alarms still come through. Time zone: ${zone}.`,
  quietFrom: 'Quiet hours from',
  quietTo: 'Quiet hours to',
  to: 'to',
  today: 'Daily summary',
  todayHint: 'One notification with what needs you and what was done',
  todayTime: 'Time of the daily summary',
  invalid: {
    reminderMinutes: 'Choose 5 minutes to 24 hours.',
    quiet: 'Start and end must differ.',
    todayAt: 'Enter a time.',
    timeZone: 'This time zone is not known to the hub.',
    contact: 'Enter an email address with a domain.',
  },
  couldNotSave: 'The setting was not saved',
  install: 'Install as an app',
  installHint: 'Own window and icon, with the number of open requests on it',
  installNow: 'Install',
}

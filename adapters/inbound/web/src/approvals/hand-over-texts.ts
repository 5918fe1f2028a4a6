import { textsThatLoadLate } from '../app/texts/late-texts.js'

const english = {
  askOn: (device: string): string => `Ask on ${device}`,
  sentTo: (device: string): string => `Sent to ${device}`,
  otherBrowser: 'another browser',
  couldNotSend: 'The request was not sent',
}

const german: typeof english = {
  askOn: (device) => `Auf ${device} fragen`,
  sentTo: (device) => `An ${device} gesendet`,
  otherBrowser: 'anderem Browser',
  couldNotSend: 'Die Anfrage wurde nicht gesendet',
}

export const handOverTexts = textsThatLoadLate(english, german)

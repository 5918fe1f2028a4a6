import type { voiceEn } from './voice.en.js'

export const voiceDe: typeof voiceEn = {
  dictate: 'Prompt diktieren',
  dictation: 'Diktat',
  dictationDone: 'Text einfügen',
  loudness: 'Lautstärke',
  microphoneAsks: 'Erlaube das Mikrofon im Browser.',
  microphoneDenied: 'Der Browser blockiert das Mikrofon. Erlaube es in den Einstellungen der Seite.',
  microphoneMissing: 'Es ist kein Mikrofon verfügbar.',
  transcribing: 'Wird in Text umgewandelt …',
  toTranscribe: 'die Aufnahme in Text umwandeln',
  nothingHeard: 'Nichts zu hören.',
  simulatorPicture: 'Bild des iOS-Simulators',
  toPictureSimulator: 'ein Bild des Simulators machen',
}

import type { voiceEn } from './voice.en.js'

export const voiceDe: typeof voiceEn = {
  dictate: 'Prompt sprechen',
  dictation: 'Diktat',
  dictationDone: 'Text einfügen',
  loudness: 'Lautstärke',
  microphoneAsks: 'Erlaube das Mikrofon im Browser.',
  microphoneDenied: 'Der Browser lässt diese Seite nicht ans Mikrofon. Erlaube es in den Einstellungen der Seite.',
  microphoneMissing: 'Kein Mikrofon ließ sich benutzen.',
  transcribing: 'Wird zu Text gemacht …',
  toTranscribe: 'Text daraus machen',
  nothingHeard: 'Nichts zu hören.',
  simulatorPicture: 'Bild des iOS-Simulators',
  toPictureSimulator: 'ein Bild des Simulators machen',
}

/** Texts of dictation and of the iOS simulator. */
export const voiceEn = {
  dictate: 'Speak a prompt',
  dictation: 'Dictation',
  dictationDone: 'Insert text',
  loudness: 'Loudness',
  microphoneAsks: 'Allow the microphone in your browser.',
  microphoneDenied: 'The browser blocks the microphone. Allow it in the page’s settings.',
  microphoneMissing: 'No microphone is available.',
  transcribing: 'Transcribing …',
  toTranscribe: 'transcribe it',
  nothingHeard: 'Nothing was heard.',
  simulatorPicture: 'Picture of the iOS simulator',
  toPictureSimulator: 'take a picture of the simulator',
}

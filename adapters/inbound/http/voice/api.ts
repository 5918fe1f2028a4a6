import * as t from 'io-ts'
import { texts } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { wav } from '../routing/bytes.codec.js'
import { route } from '../routing/route.js'

export const readVoice = route({
  method: 'GET',
  path: '/api/voice/config',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('enabled', t.boolean) },
  errors: {},
  summary: 'Whether speech can be transcribed here, looked at anew each time',
})

export const transcribeSpeech = route({
  method: 'POST',
  path: '/api/voice/transcribe',
  tokens: ['operator'],
  rate: 'write',
  query: { lang: texts(1) },
  takes: 'wav',
  body: wav,
  answers: { 200: keyed('text', t.string) },
  errors: {
    VoiceDisabled: null,
    EmptyAudio: null,
    BadAudio: null,
    BadLanguage: null,
    TranscriptionBusy: null,
    TranscriptionLate: null,
    TranscriptionFailed: null,
  },
  summary: 'Make text of a WAV clip of 16-bit PCM at 16 kHz, 10 MiB at most; lang is ISO 639 or auto',
})

import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryTranscriber } from '../../../adapters/outbound/memory/transcriber.memory.js'
import { makeTranscribeSpeech } from '../../../application/voice/transcribe-speech.js'
import { makeTurns } from '../../../application/voice/turns.js'
import {
  badAudio,
  badLanguage,
  emptyAudio,
  transcriptionBusy,
  transcriptionFailed,
  transcriptionLate,
  voiceDisabled,
} from '../../../domain/voice/errors.js'
import { eventually } from '../../support/eventually.js'
import { toneOf, wavFile } from '../../support/wav-file.js'

describe('transcribing speech', () => {
  const clip = wavFile(toneOf(20_000))
  const scene = () => {
    const clock = memoryClock()
    const transcriber = memoryTranscriber()
    const turns = makeTurns({ clock })
    return { clock, transcriber, turns, transcribe: makeTranscribeSpeech({ transcriber, turns, usualLanguage: 'de' }) }
  }

  it('answers with the text, and takes longer for a longer clip', async () => {
    const { transcriber, transcribe } = scene()
    transcriber.hears(' Mach die Tests grün.\n')
    expect(await transcribe(clip, null)()).to.deep.equal(E.right('Mach die Tests grün.'))
    await transcribe(wavFile(toneOf(100)), 'en')()
    expect(transcriber.dictations().map(({ language, timeoutMs }) => [language, timeoutMs])).to.deep.equal([
      ['de', 80_000],
      ['en', 30_000],
    ])
  })

  it('hears nothing in silence, without asking the model, and in what the model writes for nothing', async () => {
    const { transcriber, transcribe } = scene()
    transcriber.hears('[BLANK_AUDIO]')
    expect(await transcribe(wavFile(new Int16Array(16_000)), null)()).to.deep.equal(E.right(''))
    expect(transcriber.dictations()).to.have.length(0)
    expect(await transcribe(clip, null)()).to.deep.equal(E.right(''))
  })

  it('refuses what cannot be transcribed, before it takes a turn', async () => {
    const { transcriber, transcribe } = scene()
    expect(await transcribe(new Uint8Array(0), null)()).to.deep.equal(E.left(emptyAudio))
    expect(await transcribe(clip.subarray(0, 100), null)()).to.deep.equal(E.left(badAudio('cut')))
    expect(await transcribe(clip, '-m')()).to.deep.equal(E.left(badLanguage))
    transcriber.hears(null)
    expect(await transcribe(clip, null)()).to.deep.equal(E.left(transcriptionFailed('exit code 1')))
    transcriber.setReady(false)
    expect(await transcribe(new Uint8Array(0), null)()).to.deep.equal(E.left(voiceDisabled))
  })

  it('takes one at a time, in their order; three wait, and none of them longer than a minute', async () => {
    const { clock, turns } = scene()
    const ends: (() => void)[] = []
    const begun: string[] = []
    const take = (name: string) =>
      turns.take(
        TE.fromTask(
          () =>
            new Promise<string>((resolve) => {
              begun.push(name)
              ends.push(() => {
                resolve(name)
              })
            }),
        ),
      )()
    const [first, second, third, fourth, fifth] = ['1', '2', '3', '4', '5'].map(take)
    expect(await fifth).to.deep.equal(E.left(transcriptionBusy))
    ends[0]?.()
    expect(await first).to.deep.equal(E.right('1'))
    await eventually(() => {
      expect(begun).to.deep.equal(['1', '2'])
    })
    clock.advance(60_000)
    expect(await third).to.deep.equal(E.left(transcriptionLate))
    expect(await fourth).to.deep.equal(E.left(transcriptionLate))
    ends[1]?.()
    expect(await second).to.deep.equal(E.right('2'))
    const last = take('6')
    await eventually(() => {
      expect(begun).to.deep.equal(['1', '2', '6'])
    })
    ends[2]?.()
    expect(await last).to.deep.equal(E.right('6'))
    expect(clock.waiting()).to.equal(0)
  })
})

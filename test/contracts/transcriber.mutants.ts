import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { breaking, type Mutants } from './mutants.js'
import type { TranscriberHarness } from './transcriber.contract.js'

const broken = breaking<TranscriberHarness, 'transcriber'>('transcriber')
const writing = (change: (text: string) => string) =>
  broken(({ transcribe }) => ({ transcribe: (request) => pipe(transcribe(request), TE.map(change)) }))

/** Broken speech to text. */
export const transcriberMutants: Mutants<TranscriberHarness> = {
  'answers with what the model wrote, and with nothing where it wrote nothing': {
    'writes nothing': writing(() => ''),
    'trims the text': writing((text) => text.trim()),
    'replaces quotation marks': writing((text) => text.replaceAll(/[“”]/g, '"')),
    'leaves the sound on disk': (scene) => ({ ...scene, left: () => Promise.resolve(['dictation.wav']) }),
  },
  'says that it failed, without a path of the machine, and leaves nothing behind': {
    'takes a failure for silence': broken(({ transcribe }) => ({
      transcribe: (request) =>
        pipe(
          transcribe(request),
          TE.orElse(() => TE.right('')),
        ),
    })),
    'reports a path of the machine': broken(({ transcribe }) => ({
      transcribe: (request) =>
        pipe(
          transcribe(request),
          TE.mapLeft((failed) => ({ ...failed, detail: '/home/me/.penates/dictation.wav' })),
        ),
    })),
  },
  'is ready while the model is there': {
    'is never ready': broken(() => ({ isReady: T.of(false) })),
    'is always ready': broken(() => ({ isReady: T.of(true) })),
  },
}

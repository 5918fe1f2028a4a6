import * as E from 'fp-ts/lib/Either.js'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { Dictation, Transcriber } from '../../../application/voice/transcriber.port.js'
import { transcriptionFailed, type TranscriptionFailed } from '../../../domain/voice/errors.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { findProgram } from '../../../infrastructure/process/find-program.js'

export interface WhisperOptions {
  readonly runner: CommandRunner
  /** Switched on at all. */
  readonly enabled: boolean
  /** A path, or a name to look up on `searchPath`. */
  readonly program: string
  readonly searchPath: string
  /** File of a model of whisper.cpp. */
  readonly model: string
}

/** Bytes. It prints what it loads and how long it took. */
const MAX_OUTPUT = 1024 * 1024

/** The command-line program of whisper.cpp, which writes its text into its own file. */
export function whisperTranscriber({ runner, enabled, program, searchPath, model }: WhisperOptions): Transcriber {
  return {
    isReady: async () => enabled && (await exists(model)) && (await findProgram(program, searchPath)) !== null,
    transcribe: (dictation) => async () => {
      const found = await findProgram(program, searchPath)
      if (found === null) return E.left(transcriptionFailed('the program is gone'))
      return inPrivateFolder(async (folder) => {
        const sound = join(folder, 'in.wav')
        await writeFile(sound, dictation.wav, { mode: 0o600 })
        return transcribe(found, folder, sound, dictation)
      })
    },
  }

  async function transcribe(
    found: string,
    folder: string,
    sound: string,
    { language, timeoutMs }: Dictation,
  ): Promise<E.Either<TranscriptionFailed, string>> {
    const out = join(folder, 'out')
    const ran = await runner.run([found, '-m', model, '-l', language, '-nt', '-otxt', '-of', out, '-f', sound], {
      timeoutMs,
      outputLimitBytes: MAX_OUTPUT,
      directory: folder,
    })()
    if (E.isLeft(ran)) return E.left(transcriptionFailed(`the program did not finish within ${String(timeoutMs)} ms`))
    const { exitCode } = ran.right
    if (exitCode !== 0) {
      return E.left(transcriptionFailed(exitCode === null ? 'the program was ended' : `exit code ${String(exitCode)}`))
    }
    return E.right(await textIn(`${out}.txt`))
  }
}

/** A model that heard nothing writes no file. */
async function textIn(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return ''
    throw thrown
  }
}

/** Runs a function in a private temporary folder and removes it afterwards. A full disk fails the dictation. */
async function inPrivateFolder(
  use: (folder: string) => Promise<E.Either<TranscriptionFailed, string>>,
): Promise<E.Either<TranscriptionFailed, string>> {
  let folder: string | null = null
  try {
    folder = await mkdtemp(join(tmpdir(), 'penates-voice-'))
    return await use(folder)
  } catch (thrown) {
    return E.left(transcriptionFailed(`the clip could not be stored (${errorCode(thrown) ?? 'unknown'})`))
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true })
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

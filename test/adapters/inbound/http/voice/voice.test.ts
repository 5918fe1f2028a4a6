import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { toneOf, wavFile } from '../../../../support/wav-file.js'

describe('speech over HTTP', () => {
  const hub = hubOfSuite()

  const transcribe = async (body: Uint8Array | null, type = 'audio/wav', query = '') => {
    const answer = await fetch(`${hub.url}/api/voice/transcribe${query}`, {
      method: 'POST',
      headers: { 'Content-Type': type, Authorization: `Bearer ${OPERATOR_TOKEN}` },
      ...(body === null ? {} : { body }),
    })
    return { status: answer.status, json: await answer.json() }
  }
  const clip = wavFile(toneOf(300))

  it('answers with the text of a clip, in the language that is asked for', async () => {
    hub.transcriber.hears('run the tests\n')
    expect((await transcribe(clip, 'audio/wav', '?lang=en')).json).to.deep.equal({ text: 'run the tests' })
    expect((await transcribe(clip)).json).to.deep.equal({ text: 'run the tests' })
    expect(hub.transcriber.dictations().map(({ language }) => language)).to.deep.equal(['en', 'de'])
  })

  it('says what is wrong', async () => {
    const said = async (...args: Parameters<typeof transcribe>) => {
      const { status, json } = await transcribe(...args)
      return [status, json]
    }
    expect(await said(null)).to.deep.equal([400, { error: 'Empty audio body', code: 'EmptyAudio' }])
    expect(await said(clip, 'audio/ogg')).to.deep.equal([400, { error: 'Empty audio body', code: 'EmptyAudio' }])
    expect(await said(clip.subarray(1))).to.deep.equal([
      400,
      { error: 'Invalid audio', code: 'BadAudio', message: 'not a RIFF/WAVE file' },
    ])
    expect(await said(clip, 'audio/wav', '?lang=../x')).to.deep.equal([
      400,
      { error: 'Invalid lang', code: 'BadLanguage', message: 'two or three letters, or auto' },
    ])
    expect(await said(new Uint8Array(10 * 1024 * 1024 + 1))).to.deep.equal([
      413,
      { error: 'Audio too large', code: 'BodyTooLarge' },
    ])
    hub.transcriber.hears(null)
    expect(await said(clip)).to.deep.equal([
      500,
      {
        error: 'transcription failed',
        code: 'TranscriptionFailed',
        message: 'exit code 1',
      },
    ])
  })

  it('is off without a model, and reports that', async () => {
    expect((await hub.send('GET', '/api/voice/config')).json).to.deep.equal({ enabled: true })
    hub.transcriber.setReady(false)
    expect((await hub.send('GET', '/api/voice/config')).json).to.deep.equal({ enabled: false })
    expect((await transcribe(clip)).json).to.deep.equal({ error: 'voice disabled', code: 'VoiceDisabled' })
    const { features } = (await hub.send('GET', '/api/settings')).json as { features: { voice: object } }
    expect(features.voice).to.deep.equal({ enabled: false, lang: 'de' })
  })
})

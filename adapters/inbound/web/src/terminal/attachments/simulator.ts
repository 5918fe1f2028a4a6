import { voiceTexts } from '../../voice/voice-texts.js'
import { failed } from '../../app/failed.js'
import { ask, client } from '../../app/the-hub.js'

/** Takes a screenshot. Resolves to its path relative to the session's folder, or `null` on failure. */
export async function pictureOfSimulator(session: string): Promise<string | null> {
  const answer = await ask(client.captureSimulator({ params: { name: session } }), ({ body }) => body.rel)
  if (answer.ok) return answer.value
  failed(voiceTexts.value.toPictureSimulator, answer.failure)
  return null
}

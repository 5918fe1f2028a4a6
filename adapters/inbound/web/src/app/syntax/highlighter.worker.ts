import { common, createLowlight } from 'lowlight'
import type { SyntaxRun } from './runs.js'
import { linesOfTree } from './tree.js'

/** Texts in one language. Each is parsed separately. */
export interface HighlightRequest {
  readonly id: number
  readonly language: string
  readonly texts: ReadonlyArray<string>
}

/** Lines of each text; `null` for a text that could not be parsed. */
export interface HighlightAnswer {
  readonly id: number
  readonly texts: ReadonlyArray<ReadonlyArray<ReadonlyArray<SyntaxRun>> | null>
}

const lowlight = createLowlight(common)

self.addEventListener('message', ({ data }: MessageEvent<HighlightRequest>) => {
  const { id, language, texts } = data
  const answer: HighlightAnswer = { id, texts: texts.map((text) => highlighted(language, text)) }
  self.postMessage(answer)
})

function highlighted(language: string, text: string): ReadonlyArray<ReadonlyArray<SyntaxRun>> | null {
  try {
    return linesOfTree(lowlight.highlight(language, text))
  } catch {
    return null
  }
}

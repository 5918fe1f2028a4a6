import { useEffect, useState } from 'preact/hooks'
import { highlight, type HighlightedText } from './highlight.js'
import { unlessOver } from './unless-over.js'

/**
 * Syntax runs of a text's lines; `null` until they are there, and for a text without a language. The previous runs stay
 * until the response, so that a growing text does not flicker.
 */
export function useHighlighted(language: string | null, text: string): HighlightedText | null {
  const [runs, setRuns] = useState<HighlightedText | null>(null)
  useEffect(() => {
    if (language === null) return
    return unlessOver(highlight(language, [text]), ([answer]) => setRuns(answer ?? null))
  }, [language, text])
  return runs
}

import type { ToolResult, ToolResults } from '../../../application/approvals/tool-results.port.js'

/** Tool calls in memory. */
export interface MemoryToolResults extends ToolResults {
  /** A tool of a conversation in this folder has run. */
  readonly ran: (directory: string, result: ToolResult) => void
}

/** Transcripts that hold nothing but results of tools. */
export function memoryToolResults(): MemoryToolResults {
  const written = new Map<string, ToolResult[]>()
  const read = new Map<string, number>()
  const of = (directory: string): ToolResult[] => {
    const results = written.get(directory) ?? []
    written.set(directory, results)
    return results
  }
  return {
    news: (directory) => () => {
      const results = of(directory)
      const from = read.get(directory) ?? results.length
      read.set(directory, results.length)
      return Promise.resolve(results.slice(from))
    },
    ran: (directory, result) => {
      of(directory).push(result)
    },
  }
}

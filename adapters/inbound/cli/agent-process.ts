/** Agent that the program has started, with a protocol on its standard input and output. */
export interface AgentProcess {
  /** Working folder. */
  readonly directory: string
  readonly input: WritableStream<Uint8Array>
  readonly output: ReadableStream<Uint8Array>
  /** Resolves when the process has ended, with the reason and the end of its error output. Never rejects. */
  readonly ended: Promise<string>
  /** Ends the process, by force when it does not end by itself. */
  readonly stop: () => void
}

/** Starts a program by its arguments, without a shell, with variables on top of those of this process. */
export type StartAgent = (argv: ReadonlyArray<string>, environment: Readonly<Record<string, string>>) => AgentProcess

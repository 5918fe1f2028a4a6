/** Attributes of a span, named as in OpenTelemetry's semantic conventions. Never a secret. */
export type SpanFacts = Readonly<Record<string, string | number>>

/** Ends the span of a piece of work once. `failure` is one word for the error, `null` for success. */
export type EndSpan = (failure: string | null, facts?: SpanFacts) => void

/** Records pieces of work as nested spans with their duration. */
export interface Tracer {
  /**
   * Runs the work in a span: what begins in it, however late, is below it. The span lasts until the work ends it, or else
   * until the work settles; work that throws has failed, and what it throws is thrown on.
   */
  readonly span: <A>(name: string, facts: SpanFacts, work: (end: EndSpan) => Promise<A>) => Promise<A>
  /** Settles once all ended spans are exported, or cannot be. */
  readonly close: () => Promise<void>
}

/** Records nothing. */
export const noTracer: Tracer = {
  span: (_name, _facts, work) => work(() => undefined),
  close: () => Promise.resolve(),
}

/**
 * The library without tools: domain, use-case factories and ports. Loads fp-ts and nothing else.
 *
 * Real tools are under `penates/adapters/<technology>`, fakes under `penates/testing`, the whole hub under
 * `penates/server`.
 *
 * @packageDocumentation
 */
export * from '../domain/index.js'
export * from '../application/index.js'

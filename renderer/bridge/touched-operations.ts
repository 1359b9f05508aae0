/** Domains of the contract whose queries read an entity. An entity that is not listed touches everything. */
const readers: Readonly<Record<string, readonly string[]>> = {
  'job-logs': [],
  checkpoints: ['adapt', 'phases'],
  'loss-points': ['adapt'],
  audit: ['audit'],
  jobs: ['jobs', 'phases', 'adapt', 'simulate', 'models'],
};

/**
 * Says of an operation whether its answer may have changed with these entities. Where the entity is not known to be read
 * narrowly, every answer may have: asking once too often costs milliseconds, showing an old number costs trust.
 */
export function touchedOperations(entities: readonly string[]): (operation: string) => boolean {
  const domains = new Set<string>();
  for (const entity of entities) {
    const read = readers[entity];
    if (read === undefined) return () => true;
    for (const domain of read) domains.add(domain);
  }
  return (operation) => domains.has(operation.split('.')[0] ?? '');
}

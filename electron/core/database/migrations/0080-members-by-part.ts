/**
 * Counts of a split's parts, and an index of the members that are in use. In a large sample almost all respondents are in the
 * reserve, which nothing looks up.
 */
export const migration0080 = {
  version: 80,
  sql: `
CREATE TABLE split_counts (
  split INTEGER NOT NULL REFERENCES splits (number) ON DELETE CASCADE,
  part TEXT NOT NULL,
  respondents INTEGER NOT NULL,
  PRIMARY KEY (split, part)
) STRICT, WITHOUT ROWID;
INSERT INTO split_counts SELECT split, part, count(*) FROM split_members GROUP BY split, part;

CREATE INDEX split_members_by_part ON split_members (split, part) WHERE part <> 'reserve';
`,
} as const;

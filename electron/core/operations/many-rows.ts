/**
 * Respondents above which a question about all of them is answered by the reader process. Below, the answer takes less than
 * 0.1 s, and starting a process longer.
 */
export const manyRows = 20_000;

import { z } from 'zod';

// Before any schema is made: the library would try to compile code, which the content policy refuses and reports.
z.config({ jitless: true });

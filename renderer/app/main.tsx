import './configure-zod.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource/jetbrains-mono/400.css';
import '../styles/tokens.css';
import '../styles/base.css';
import { createRoot } from 'react-dom/client';
import { Boot } from './boot.tsx';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Boot page={window} />);

import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/components.css';
import './styles/adapted.css';
import { App } from './app';
import { takeKeyOfStart } from './ui/key-dialog';

// Where /docs of an older version kept the whole key, for whatever ran on this origin.
localStorage.removeItem('authorized');
takeKeyOfStart();
const root = document.getElementById('page');
if (root) render(<App />, root);

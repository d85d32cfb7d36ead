// The one script that Chainlit's page is told of; each part is a file of its own.
import './idle.js';
import './naming.js';

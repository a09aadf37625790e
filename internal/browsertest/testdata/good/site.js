document.getElementById('state').textContent = 'Med skript';

select floor.revise();
